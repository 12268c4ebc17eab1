// Measures one part in a separate process, so that parts do not influence each other: node part.mjs <part>.

const [name, ...options] = process.argv.slice(2);
const { measure } = await import(`./${name}.mjs`);

process.send(await measure({ isQuick: options.includes("--quick") }));
