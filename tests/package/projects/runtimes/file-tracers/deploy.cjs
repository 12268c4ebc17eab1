// Copies a program and the files that a tracer finds for it to a folder: node deploy.cjs TRACER PROGRAM OPTIONS FOLDER.

const { cpSync } = require("node:fs");
const { join } = require("node:path");

const [tracer, program, options, folder] = process.argv.slice(2);

require(tracer)
  .nodeFileTrace([program], { base: __dirname, ...JSON.parse(options) })
  .then(({ fileList }) => {
    for (const file of fileList) cpSync(join(__dirname, file), join(folder, file));
  });
