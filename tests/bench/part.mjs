// Measures one part in a process of its own, so that no part warms up or burdens another: node part.mjs <part>.

const [name, ...options] = process.argv.slice(2);
const { measure } = await import(`./${name}.mjs`);

process.send(await measure({ isQuick: options.includes("--quick") }));
