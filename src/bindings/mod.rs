//! The classes and functions that TypeScript calls. They convert and decide nothing.

mod document;
mod failure;
mod types;

use std::rc::Rc;

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{AbortSignal, Url};

use crate::client::Client;
use crate::client::config::{self, CallConfig, Config, GivenKey, Host, UrlParts};
use crate::client::request::Request;
use crate::client::retry::Bucket;
use crate::client::transport::{FetchTransport, KeySource};
use crate::error::{Error, Issue, Path};
use crate::models::Scope;
use crate::secret::Secret;

/// A client of one organisation, behind the class that callers see.
#[wasm_bindgen]
pub struct Core {
    state: Rc<State>,
}

struct State {
    config: Config,
    bucket: Bucket,
    fetch: Function,
    key: KeySource,
}

#[wasm_bindgen]
impl Core {
    /// Takes the options that are data, the key or a function that gives it, and `fetch`.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: &JsValue, key: &JsValue, fetch: &JsValue) -> Result<Core, JsValue> {
        Self::make(settings, key, fetch).map_err(|error| failure::of(&error))
    }

    /// Gives the number of a scope, which the calls take. Throws unless there is such an environment and such a region.
    pub fn scope(&self, env: &JsValue, region: &JsValue) -> Result<usize, JsValue> {
        let scope = config::scope(env.as_string().as_deref(), region.as_string().as_deref());
        let scope = scope.map_err(|error| failure::of(&error))?;
        Ok(Scope::ALL.iter().position(|other| *other == scope).unwrap_or_default())
    }

    /// Gives the bytes of one page.
    pub fn list(&self, scope: usize, query: &JsValue, options: &JsValue, signal: &JsValue) -> Promise {
        let query = if query.is_undefined() { Ok("{}".to_owned()) } else { json(query) };
        let list = |scope| Request::list(&self.state.config, scope, &query?);
        self.call(options, signal, scope_of(scope).and_then(list))
    }

    /// Sets a credential, and gives the bytes of what is stored.
    pub fn set(&self, scope: usize, body: &JsValue, options: &JsValue, signal: &JsValue) -> Promise {
        let set = |scope, body| Request::set(&self.state.config, scope, body);
        self.call(options, signal, scope_of(scope).and_then(|scope| set(scope, json(body)?)))
    }

    /// Gives the bytes of what to do before a credential can be set.
    pub fn prepare(&self, scope: usize, body: &JsValue, options: &JsValue, signal: &JsValue) -> Promise {
        let prepare = |scope, body| Request::prepare(&self.state.config, scope, body);
        self.call(options, signal, scope_of(scope).and_then(|scope| prepare(scope, json(body)?)))
    }

    /// Deletes credentials, and gives the bytes of what became of them.
    pub fn delete(&self, scope: usize, query: &JsValue, options: &JsValue, signal: &JsValue) -> Promise {
        let delete = |scope, query: String| Request::delete(&self.state.config, scope, &query);
        self.call(options, signal, scope_of(scope).and_then(|scope| delete(scope, json(query)?)))
    }
}

impl Core {
    fn make(settings: &JsValue, key: &JsValue, fetch: &JsValue) -> Result<Self, Error> {
        let key = key_source(key);
        let given = match &key {
            Some(KeySource::Absent) => GivenKey::Nothing,
            Some(KeySource::Fixed(key)) => GivenKey::Text(key),
            Some(KeySource::Asked(_)) => GivenKey::Function,
            None => GivenKey::Other,
        };
        let config = Config::new(&json(settings)?, &given, fetch.is_function(), host(), take_apart)?;
        let fetch = fetch.clone().unchecked_into();
        Ok(Self {
            state: Rc::new(State {
                config,
                bucket: Bucket::default(),
                fetch,
                key: key.unwrap_or(KeySource::Absent),
            }),
        })
    }

    /// Runs a call that outlives this object if it must: it holds a share of the state, not the object.
    fn call(&self, options: &JsValue, signal: &JsValue, request: Result<Request, Error>) -> Promise {
        let state = Rc::clone(&self.state);
        let signal = signal.clone();
        let settings = call_config(&state.config, options);
        future_to_promise(async move {
            let outcome = match (settings, abort_signal(&signal), request) {
                (Ok(call), Ok(signal), Ok(request)) => {
                    let (fetch, key) = (state.fetch.clone(), state.key.clone());
                    let transport = FetchTransport { fetch, key, signal };
                    let client = Client { config: &state.config, call, bucket: &state.bucket, transport };
                    client.call(&request).await
                }
                (Err(error), _, _) | (_, Err(error), _) | (_, _, Err(error)) => Err(error),
            };
            outcome.map(|body| body.host.into()).map_err(|error| {
                if error == Error::Aborted {
                    return Reflect::get(&signal, &"reason".into()).unwrap_or_default();
                }
                failure::of(&error)
            })
        })
    }
}

fn call_config(config: &Config, options: &JsValue) -> Result<CallConfig, Error> {
    if options.is_undefined() || options.is_null() {
        return Ok(config.call.clone());
    }
    config.call(&json(options)?)
}

/// Whether this is a page, which has a window with a document.
fn host() -> Host {
    let global = js_sys::global();
    let is_object = |name: &str| Reflect::get(&global, &name.into()).is_ok_and(|value| value.is_object());
    if is_object("window") && is_object("document") { Host::BrowserWindow } else { Host::Elsewhere }
}

fn key_source(key: &JsValue) -> Option<KeySource> {
    if key.is_undefined() {
        Some(KeySource::Absent)
    } else if let Some(function) = key.dyn_ref::<Function>() {
        Some(KeySource::Asked(function.clone()))
    } else {
        key.as_string().map(|key| KeySource::Fixed(Secret::from(key)))
    }
}

/// The scope of a number that was given for one.
fn scope_of(number: usize) -> Result<Scope, Error> {
    Scope::ALL.get(number).copied().map_or_else(|| config::scope(None, None), Ok)
}

fn abort_signal(signal: &JsValue) -> Result<Option<AbortSignal>, Error> {
    if signal.is_undefined() || signal.is_null() {
        return Ok(None);
    }
    // Not `instanceof`, which fails for a signal of another realm.
    let get = |name: &str| Reflect::get(signal, &name.into()).unwrap_or_default();
    match (get("aborted").as_bool(), get("addEventListener").is_function()) {
        (Some(_), true) => Ok(Some(signal.clone().unchecked_into())),
        _ => Err(Issue::at("signal", "expected an AbortSignal").into()),
    }
}

/// What `JSON.stringify` makes of a value: that is what is checked, and that is what is sent.
fn json(value: &JsValue) -> Result<String, Error> {
    let text = JSON::stringify(value).map_err(|_| Issue {
        path: Path::default(),
        message: "expected what JSON can express: no cycle, no BigInt".to_owned(),
    })?;
    // `JSON.stringify` gives undefined for what JSON has no form for, such as undefined itself.
    let text = JsValue::from(text);
    Ok(text.as_string().unwrap_or_else(|| "null".to_owned()))
}

fn take_apart(url: &str) -> Option<UrlParts> {
    let url = Url::new(url).ok()?;
    Some(UrlParts {
        protocol: url.protocol(),
        extras: url.username() + &url.password() + &url.search() + &url.hash(),
        hostname: url.hostname(),
        origin: url.origin(),
        pathname: url.pathname(),
    })
}
