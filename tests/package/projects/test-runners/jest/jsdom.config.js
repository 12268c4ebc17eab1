module.exports = {
  projects: [
    { displayName: "bare", testEnvironment: "jsdom", testMatch: ["**/bare.jsdom.js"] },
    {
      displayName: "with the setup of docs/runtimes.md",
      testEnvironment: "jsdom",
      setupFiles: ["./utf8.js"],
      testMatch: ["**/utf8.jsdom.js"],
    },
  ],
};
