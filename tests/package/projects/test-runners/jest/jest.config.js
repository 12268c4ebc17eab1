module.exports = {
  projects: [
    { displayName: "node", testEnvironment: "node" },
    // jsdom itself has neither fetch nor TextDecoder.
    { displayName: "jsdom", testEnvironment: "jest-fixed-jsdom" },
  ],
};
