const { runTests } = require("./behaviour.cjs");

runTests().then((report) => console.log(JSON.stringify(report)));
