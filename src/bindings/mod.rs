//! The classes and functions that TypeScript calls. They convert and decide nothing.

mod document;
mod failure;
mod types;

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use crate::client::Client;
use crate::client::config::{self, Config};
use crate::client::request::{Operation, Request};
use crate::client::retry::Bucket;
use crate::client::transport::HostTransport;
use crate::error::Error;
use crate::models::Scope;

/// A client of one organisation, behind the class that callers see.
#[wasm_bindgen]
pub struct Core {
    client: Rc<Client>,
}

#[wasm_bindgen]
impl Core {
    /// Takes what a client is made with, as the JSON that the configuration of the core describes.
    #[wasm_bindgen(constructor)]
    pub fn new(given: &str) -> Result<Core, JsValue> {
        let config = Config::new(given).map_err(failure::of)?;
        Ok(Self { client: Rc::new(Client { config, bucket: Bucket::default() }) })
    }

    /// Gives the number of a scope, which the calls take. Throws unless there is such an environment and such a region.
    pub fn scope(&self, env: &str, region: &str) -> Result<usize, JsValue> {
        let scope = config::scope(env, region).map_err(failure::of)?;
        Ok(Scope::ALL.iter().position(|other| *other == scope).unwrap_or_default())
    }

    /// Makes a call: once that has ended well, the last answer that the transport gave is as described. The parameters
    /// and the settings are JSON.
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn call(
        &self,
        transport: HostTransport,
        operation: Operation,
        scope: usize,
        parameters: String,
        settings: Option<String>,
    ) -> Promise {
        // The call outlives this object if it must: it holds a share of the client, not the object.
        let client = Rc::clone(&self.client);
        future_to_promise(async move {
            let outcome = call(&client, &transport, operation, scope, parameters, settings).await;
            outcome.map(|()| JsValue::UNDEFINED).map_err(failure::of)
        })
    }
}

async fn call(
    client: &Client,
    transport: &HostTransport,
    operation: Operation,
    scope: usize,
    parameters: String,
    settings: Option<String>,
) -> Result<(), Error> {
    let settings = match settings {
        Some(settings) => client.config.call(&settings)?,
        None => client.config.call.clone(),
    };
    let scope = Scope::ALL.get(scope).copied().map_or_else(|| config::scope("", ""), Ok)?;
    let request = Request::new(&client.config, operation, scope, parameters)?;
    client.call(transport, &settings, &request).await?;
    Ok(())
}

/// Tells what is wrong with a management key, if it is one that cannot be sent.
#[wasm_bindgen(js_name = complaintAbout)]
pub fn complaint_about(key: &str) -> Option<String> {
    config::complaint_about(key).map(str::to_owned)
}
