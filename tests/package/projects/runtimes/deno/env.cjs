const { JunctionManagement } = require("junction-credentials");

try {
  new JunctionManagement();
  console.log("made");
} catch (error) {
  console.log(String(error));
}
