// Every way in which a page can make its browser send a request to another origin.

const frameOf = (attributes) =>
  document.body.appendChild(Object.assign(document.createElement("iframe"), attributes));
const elementOf = (name, attributes) =>
  document.body.appendChild(Object.assign(document.createElement(name), attributes));
const linkOf = (rel, href, attributes) =>
  document.head.appendChild(Object.assign(document.createElement("link"), { rel, href, ...attributes }));
const styleOf = (textContent) =>
  document.head.append(Object.assign(document.createElement("style"), { textContent }));
const anchorOf = (href, attributes) =>
  elementOf("a", { href, target: "_blank", textContent: "x", ...attributes });
/** Redirects with the status 307, which keeps the method and the body. */
const moved = (url) => new URL(`/moved/${encodeURIComponent(url)}`, location).href;
const refreshing = (url) => `<meta http-equiv="refresh" content="0;url=${url}">`;
const xhr = (method, url, type, body) => {
  const request = new XMLHttpRequest();
  request.open(method, url);
  request.withCredentials = true;
  if (type) request.setRequestHeader("content-type", type);
  request.send(body);
};
const popupTo = (go) => go(window.open("about:blank"));

/** Ways to GET a URL. */
const gets = {
  "fetch, cors, omit": (url) => fetch(url, { credentials: "omit" }),
  "fetch, cors, include": (url) => fetch(url, { credentials: "include" }),
  "fetch, no-cors, omit": (url) => fetch(url, { mode: "no-cors", credentials: "omit" }),
  "fetch, no-cors, include": (url) => fetch(url, { mode: "no-cors", credentials: "include" }),
  "fetch, no-cors, no referrer": (url) => fetch(url, { mode: "no-cors", referrerPolicy: "no-referrer" }),
  "fetch, no-cors, keepalive": (url) => fetch(url, { mode: "no-cors", keepalive: true }),
  "fetch, json": (url) => fetch(url, { headers: { "content-type": "application/json" } }),
  "fetch, moved": (url) => fetch(moved(url)),
  "fetch, no-cors, moved": (url) => fetch(moved(url), { mode: "no-cors" }),
  XMLHttpRequest: (url) => xhr("GET", url),
  EventSource: (url) => new EventSource(url, { withCredentials: true }),
  WebSocket: (url) => new WebSocket(url.replace("http:", "ws:")),
  image: (url) => elementOf("img", { src: url }),
  "image, cors": (url) => elementOf("img", { crossOrigin: "use-credentials", src: url }),
  "image, no referrer": (url) => elementOf("img", { referrerPolicy: "no-referrer", src: url }),
  "image, moved": (url) => elementOf("img", { src: moved(url) }),
  script: (url) => elementOf("script", { src: url }),
  "module script": (url) => elementOf("script", { type: "module", src: url }),
  import: (url) => import(url),
  Worker: (url) => new Worker(url),
  importScripts: (url) =>
    new Worker(URL.createObjectURL(new Blob([`try { importScripts("${url}") } catch {}`]))),
  stylesheet: (url) => linkOf("stylesheet", url),
  "@import": (url) => styleOf(`@import "${url}";`),
  background: (url) => elementOf("div", { style: `background: url("${url}")`, textContent: "x" }),
  font: (url) => {
    styleOf(`@font-face { font-family: "${url}"; src: url("${url}"); }`);
    elementOf("div", { textContent: "x" }).style.fontFamily = JSON.stringify(url);
  },
  video: (url) => elementOf("video", { preload: "auto", src: url }),
  object: (url) => elementOf("object", { type: "text/html", data: url }),
  embed: (url) => elementOf("embed", { type: "text/html", src: url }),
  icon: (url) => linkOf("icon", url),
  manifest: (url) => linkOf("manifest", url),
  prefetch: (url) => linkOf("prefetch", url),
  preload: (url) => linkOf("preload", url, { as: "image" }),
  "preload, cors": (url) => linkOf("preload", url, { as: "fetch", crossOrigin: "anonymous" }),
  modulepreload: (url) => linkOf("modulepreload", url),
  prerender: (url) => linkOf("prerender", url),
  "speculation rules": (url) =>
    elementOf("script", {
      type: "speculationrules",
      textContent: JSON.stringify({ prefetch: [{ source: "list", urls: [url] }] }),
    }),
  iframe: (url) => frameOf({ src: url }),
  "iframe, no referrer": (url) => frameOf({ referrerPolicy: "no-referrer", src: url }),
  "iframe, moved": (url) => frameOf({ src: moved(url) }),
  "iframe, refreshed": (url) => frameOf({ srcdoc: refreshing(url) }),
  "iframe, data": (url) => frameOf({ src: `data:text/html,${encodeURIComponent(`<img src="${url}">`)}` }),
  "iframe, sandbox": (url) => frameOf({ sandbox: "allow-scripts", srcdoc: `<img src="${url}">` }),
  "form, GET": (url) => submit({ method: "GET", action: url }, Object.fromEntries(new URL(url).searchParams)),
  link: (url) => anchorOf(url).click(),
  "link, no referrer": (url) => anchorOf(url, { rel: "noreferrer" }).click(),
  "link, moved": (url) => anchorOf(moved(url)).click(),
  "window.open": (url) => window.open(url),
  "window.open, no opener": (url) => window.open(url, "_blank", "noopener,noreferrer"),
  location: (url) => popupTo((popup) => popup.location.assign(url)),
  refresh: (url) =>
    popupTo((popup) => {
      popup.document.write(refreshing(url));
      popup.document.close();
    }),
};

/** Ways to POST a text of JSON to a URL. */
const posts = {
  "form, urlencoded": (url, json) => submit({ method: "POST", action: url }, JSON.parse(json)),
  "form, multipart": (url, json) =>
    submit({ method: "POST", enctype: "multipart/form-data", action: url }, JSON.parse(json)),
  "form, text/plain": (url, json) =>
    submit({ method: "POST", enctype: "text/plain", action: url }, inPlain(json)),
  "form, text/plain, new window": (url, json) =>
    submit({ method: "POST", enctype: "text/plain", action: url, target: "_blank" }, inPlain(json)),
  "form, text/plain, moved": (url, json) =>
    submit({ method: "POST", enctype: "text/plain", action: moved(url) }, inPlain(json)),
  "form, sandbox": (url) =>
    frameOf({
      sandbox: "allow-scripts allow-forms",
      srcdoc: `<form method="POST" enctype="text/plain" action="${url}"></form><script>document.forms[0].submit()</script>`,
    }),
  "fetch, no-cors, text, omit": (url, body) =>
    fetch(url, { method: "POST", mode: "no-cors", credentials: "omit", body }),
  "fetch, no-cors, text, include": (url, body) =>
    fetch(url, { method: "POST", mode: "no-cors", credentials: "include", body }),
  "fetch, no-cors, type of json": (url, body) =>
    fetch(url, { method: "POST", mode: "no-cors", headers: { "content-type": "application/json" }, body }),
  "fetch, no-cors, Blob of json": (url, json) =>
    fetch(url, { method: "POST", mode: "no-cors", body: blobOf(json) }),
  "fetch, no-cors, urlencoded": (url, json) =>
    fetch(url, { method: "POST", mode: "no-cors", body: new URLSearchParams(JSON.parse(json)) }),
  "fetch, no-cors, moved": (url, body) => fetch(moved(url), { method: "POST", mode: "no-cors", body }),
  "fetch, no-cors, keepalive": (url, body) =>
    fetch(url, { method: "POST", mode: "no-cors", keepalive: true, body }),
  "fetch, cors, text": (url, body) => fetch(url, { method: "POST", credentials: "include", body }),
  "fetch, cors, both types": (url, body) =>
    fetch(url, { method: "POST", headers: { "content-type": "text/plain; application/json" }, body }),
  "fetch, cors, json, omit": (url, body) => fetch(url, { ...postOf(body), credentials: "omit" }),
  "fetch, cors, json, include": (url, body) => fetch(url, { ...postOf(body), credentials: "include" }),
  "fetch, cors, json, moved": (url, body) => fetch(moved(url), postOf(body)),
  "XMLHttpRequest, text": (url, body) => xhr("POST", url, "text/plain", body),
  "XMLHttpRequest, json": (url, body) => xhr("POST", url, "application/json", body),
  "beacon, text": (url, body) => navigator.sendBeacon(url, body),
  "beacon, Blob of text": (url, json) => navigator.sendBeacon(url, blobOf(json, "text/plain")),
  "beacon, Blob of json": (url, json) => navigator.sendBeacon(url, blobOf(json)),
  "beacon, moved": (url, body) => navigator.sendBeacon(moved(url), body),
  ping: (url) => anchorOf("about:blank", { ping: url }).click(),
  "report of a policy": (url) => frameOf({ src: `/reporting/${encodeURIComponent(url)}` }),
};

/** Ways to DELETE what a URL names. */
const deletes = {
  "fetch, cors, omit": (url) => fetch(url, { method: "DELETE", credentials: "omit" }),
  "fetch, cors, include": (url) => fetch(url, { method: "DELETE", credentials: "include" }),
  "fetch, no-cors": (url) => fetch(url, { method: "DELETE", mode: "no-cors" }),
  "fetch, moved": (url) => fetch(moved(url), { method: "DELETE" }),
  XMLHttpRequest: (url) => xhr("DELETE", url),
  "form, overridden": (url) =>
    submit({ method: "POST", action: `${url}&_method=DELETE` }, { _method: "DELETE" }),
  "fetch, overridden": (url) =>
    fetch(url, { method: "POST", headers: { "x-http-method-override": "DELETE" } }),
};

const postOf = (body) => ({ method: "POST", headers: { "content-type": "application/json" }, body });
const blobOf = (json, type = "application/json") => new Blob([json], { type });
/** As `text/plain`, a field is sent as its name, `=` and its value: JSON with an additional key. */
const inPlain = (json) => ({ [`${json.slice(0, -1)},"x":"`]: '"}' });

let forms = 0;
function submit(attributes, fields) {
  forms += 1;
  const name = `form ${forms}`;
  if (attributes.target === undefined) frameOf({ name });
  const form = elementOf("form", { target: name, ...attributes });
  for (const [name, value] of Object.entries(fields))
    form.append(Object.assign(document.createElement("input"), { name, value }));
  form.submit();
}

/**
 * Tries everything, and returns the names of all attempts. Each request has its name in the parameter `attempt`.
 *
 * @param targets The URL of each operation, and its body.
 */
export async function tryEverything(targets) {
  const names = [];
  for (const { name, ways, url, body } of targets) {
    for (const [way, attempt] of Object.entries({ gets, posts, deletes }[ways])) {
      names.push(`${name}: ${way}`);
      const labelled = new URL(url);
      labelled.searchParams.set("attempt", names.at(-1));
      // What the browser refuses to send is no failure of the page.
      try {
        Promise.resolve(attempt(labelled.href, JSON.stringify(body))).catch(() => {});
      } catch {}
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return names;
}
