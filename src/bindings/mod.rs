//! The classes and functions that TypeScript calls. They convert and decide nothing.

mod failure;
mod types;

use std::rc::Rc;

use js_sys::{Function, JSON, Promise, Reflect};
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{AbortSignal, TextDecoder, Url};

use crate::check::{UnknownProviders, check_request};
use crate::client::Client;
use crate::client::config::{self, Config, UrlParts};
use crate::client::transport::{FetchTransport, FetchedBody, KeySource};
use crate::error::{Error, Issue, Path, Segment};
use crate::models::schema::Described;
use crate::models::{ClientSettings, Scope};
use crate::secret::Secret;

/// A client of one organisation, behind the class that callers see.
#[wasm_bindgen]
pub struct Core {
    state: Rc<State>,
}

struct State {
    config: Config,
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

    /// Throws unless there is such an environment and such a region.
    #[wasm_bindgen(js_name = checkScope)]
    pub fn check_scope(&self, env: &JsValue, region: &JsValue) -> Result<(), JsValue> {
        scope(env, region).map(|_| ()).map_err(|error| failure::of(&error))
    }

    /// Gives one page.
    pub fn list(&self, env: &JsValue, region: &JsValue, query: &JsValue, signal: &JsValue) -> Promise {
        let (query, scope) = (json(query), scope(env, region));
        self.call(signal, async move |client| client.list(scope?, &query?).await)
    }

    /// Sets a credential.
    pub fn set(&self, env: &JsValue, region: &JsValue, body: &JsValue, signal: &JsValue) -> Promise {
        let (body, scope) = (json(body), scope(env, region));
        self.call(signal, async move |client| client.set(scope?, body?).await)
    }

    /// Tells what to do before a credential can be set.
    pub fn prepare(&self, env: &JsValue, region: &JsValue, body: &JsValue, signal: &JsValue) -> Promise {
        let (body, scope) = (json(body), scope(env, region));
        self.call(signal, async move |client| client.prepare(scope?, body?).await)
    }

    /// Deletes credentials.
    pub fn delete(&self, env: &JsValue, region: &JsValue, query: &JsValue, signal: &JsValue) -> Promise {
        let (query, scope) = (json(query), scope(env, region));
        self.call(signal, async move |client| client.delete(scope?, &query?).await)
    }
}

impl Core {
    fn make(settings: &JsValue, key: &JsValue, fetch: &JsValue) -> Result<Self, Error> {
        let settings_json = json(settings)?;
        let mut issues = check_request(&settings_json, &ClientSettings::KIND, UnknownProviders::Refused)
            .err()
            .unwrap_or_default();
        let key = key_source(key);
        let fetch = fetch.dyn_ref::<Function>();
        if key.is_none() {
            issues.push(issue("managementKey", "expected a string or a function"));
        }
        if fetch.is_none() {
            issues.push(issue("fetch", "expected a function: this runtime has no `fetch` of its own"));
        }
        let (Some(key), Some(fetch), true) = (key, fetch, issues.is_empty()) else {
            return Err(Error::Request { issues });
        };
        let settings = Ts::<ClientSettings>::new_unchecked(parsed(&settings_json)?);
        let settings = settings.to_rust().map_err(|_| unserializable())?;
        if let KeySource::Fixed(key) = &key {
            config::check_key(Some(key))?;
        }
        let config = Config::new(settings, take_apart)?;
        if matches!(key, KeySource::Absent) && config.base_url == config::DEFAULT_BASE_URL {
            let message = "expected a management key; only a proxy of your own, as `baseUrl`, may do without";
            return Err(Error::Request { issues: vec![issue("managementKey", message)] });
        }
        Ok(Self { state: Rc::new(State { config, fetch: fetch.clone(), key }) })
    }

    /// Runs a call that outlives this object if it must: it holds a share of the state, not the object.
    fn call<Call>(&self, signal: &JsValue, call: Call) -> Promise
    where
        Call: AsyncFnOnce(Client<'_, FetchTransport>) -> Result<FetchedBody, Error> + 'static,
    {
        let state = Rc::clone(&self.state);
        let signal = signal.clone();
        future_to_promise(async move {
            let outcome = match abort_signal(&signal) {
                Ok(abort_signal) => {
                    let transport = FetchTransport {
                        fetch: state.fetch.clone(),
                        key: state.key.clone(),
                        signal: abort_signal,
                    };
                    call(Client { config: &state.config, transport }).await.and_then(|body| value_of(&body))
                }
                Err(error) => Err(error),
            };
            outcome.map_err(|error| {
                if error == Error::Aborted {
                    return Reflect::get(&signal, &"reason".into()).unwrap_or_default();
                }
                failure::of(&error)
            })
        })
    }
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

fn scope(env: &JsValue, region: &JsValue) -> Result<Scope, Error> {
    config::scope(env.as_string().as_deref(), region.as_string().as_deref())
}

fn abort_signal(signal: &JsValue) -> Result<Option<AbortSignal>, Error> {
    if signal.is_undefined() || signal.is_null() {
        return Ok(None);
    }
    // Not `instanceof`, which fails for a signal of another realm.
    match Reflect::get(signal, &"aborted".into()) {
        Ok(aborted) if aborted.as_bool().is_some() => Ok(Some(signal.clone().unchecked_into())),
        _ => Err(Error::Request { issues: vec![issue("signal", "expected an AbortSignal")] }),
    }
}

/// What `JSON.stringify` makes of a value: that is what is checked, and that is what is sent.
fn json(value: &JsValue) -> Result<String, Error> {
    let text = JSON::stringify(value).map_err(|_| unserializable())?;
    // `JSON.stringify` gives undefined for what JSON has no form for, such as undefined itself.
    let text = JsValue::from(text);
    Ok(text.as_string().unwrap_or_else(|| "null".to_owned()))
}

fn parsed(json: &str) -> Result<JsValue, Error> {
    JSON::parse(json).map_err(|_| unserializable())
}

fn value_of(body: &FetchedBody) -> Result<JsValue, Error> {
    let text = TextDecoder::new().and_then(|decoder| decoder.decode_with_js_u8_array(&body.host));
    text.and_then(|text| JSON::parse(&text)).map_err(|_| unserializable())
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

fn unserializable() -> Error {
    let message = "expected what JSON can express: no cycle, no BigInt".to_owned();
    Error::Request { issues: vec![Issue { path: Path::default(), message }] }
}

fn issue(argument: &'static str, message: &str) -> Issue {
    Issue { path: Path::from_iter([Segment::Key(argument)]), message: message.to_owned() }
}
