module.exports = {
  projects: [
    { displayName: "bare", testEnvironment: "jsdom", testMatch: ["**/bare.jsdom.js"] },
    {
      displayName: "with what README says",
      testEnvironment: "jsdom",
      setupFiles: ["./utf8.js"],
      testMatch: ["**/utf8.jsdom.js"],
    },
  ],
};
