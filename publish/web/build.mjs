// Bundles src/<room>/index.ts to dist/<room>.js (its style sheets to dist/<room>.css) and src/<room>/worker.ts to
// dist/<room>-worker.js; lays beside them what is fetched as it is, and the licences of all that went in.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

// File of a package to its name in dist.
const FETCHED = {
  "oxigraph/web_bg.wasm": "oxigraph.wasm",
  "world-atlas/countries-50m.json": "world.json",
};
const LICENCE = /^(licen[cs]e|copying|notice)/i;

async function entryPoints() {
  const found = {};
  for (const room of await readdir("src")) {
    for (const file of await readdir(`src/${room}`)) {
      if (file === "index.ts") found[room] = `src/${room}/${file}`;
      if (file === "worker.ts") found[`${room}-worker`] = `src/${room}/${file}`;
    }
  }
  return found;
}

function packagesOf(inputs) {
  const names = inputs.map((file) => file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)).filter(Boolean);
  const folders = new Map(names.map((match) => [match[1], match[0]]));
  for (const file of Object.keys(FETCHED)) folders.set(file.split("/")[0], `node_modules/${file.split("/")[0]}`);
  return [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
}

async function licenceOf([name, folder]) {
  const about = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const files = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, "utf8")));
  return [`${name} ${about.version} (${about.license})`, ...texts.map((text) => text.trim())].join("\n\n");
}

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
const result = await build({
  entryPoints: await entryPoints(),
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none", // they stand in licences.txt, whole
  metafile: true,
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".png": "file", ".svg": "file" },
  logLevel: "warning",
});
await Promise.all(Object.entries(FETCHED).map(([from, to]) => copyFile(`node_modules/${from}`, `dist/${to}`)));
const licences = await Promise.all(packagesOf(Object.keys(result.metafile.inputs)).map(licenceOf));
await writeFile("dist/licences.txt", `${licences.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
