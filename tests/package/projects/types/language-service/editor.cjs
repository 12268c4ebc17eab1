// What an editor shows at a position in a program, from TypeScript's language service.

const { join } = require("node:path");
const ts = require("typescript");

const options = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  lib: ["lib.es2023.d.ts"],
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
};

/** Opens an editor with one file, which begins with `preamble`. */
exports.open = (preamble) => {
  const file = join(__dirname, "open.ts");
  let text = "";
  let version = 0;
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: (path) => (path === file ? `${version}` : ""),
    getScriptSnapshot: (path) => {
      const content = path === file ? text : ts.sys.readFile(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => __dirname,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
  });

  /** Writes a program to the file, and returns the position of its cursor. */
  const write = (program) => {
    const [before, after = ""] = `${preamble}\n${program}`.split("¦");
    text = before + after;
    version += 1;
    return before.length;
  };

  return {
    completions: (program) =>
      (service.getCompletionsAtPosition(file, write(program), {})?.entries ?? []).map(({ name }) => name),

    hover: (program) => {
      const info = service.getQuickInfoAtPosition(file, write(program));
      return {
        signature: ts.displayPartsToString(info?.displayParts),
        docs: ts.displayPartsToString(info?.documentation),
      };
    },

    errors: (program) => {
      write(program);
      const found = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
      return found.map(({ start, length, messageText }) => ({
        at: text.slice(start, start + length),
        message: ts.flattenDiagnosticMessageText(messageText, "\n"),
      }));
    },
  };
};
