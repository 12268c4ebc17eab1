//! The classes and functions that TypeScript calls. They convert and decide nothing.

mod document;
mod failure;
mod place;
mod types;

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use crate::client::config::{self, Config};
use crate::client::request::{Operation, Request};
use crate::client::retry::Bucket;
use crate::client::transport::{HostTransport, carry};
use crate::client::{Call, Client};
use crate::error::Error;

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

    /// Makes a call: once that has ended well, the last answer that the transport gave is as described. The parameters
    /// and the settings are JSON.
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn call(
        &self,
        transport: HostTransport,
        operation: Operation,
        scope: &str,
        parameters: String,
        settings: &str,
    ) -> Promise {
        // The call outlives this object if it must: it holds a share of the client, not the object.
        let call = call(&self.client, operation, scope, parameters, settings);
        future_to_promise(async {
            let outcome = match call {
                Ok(call) => carry(call, transport).await,
                Err(error) => Err(error),
            };
            outcome.map(|()| JsValue::UNDEFINED).map_err(failure::of)
        })
    }
}

fn call(
    client: &Rc<Client>,
    operation: Operation,
    scope: &str,
    parameters: String,
    settings: &str,
) -> Result<Call, Error> {
    let settings = client.config.call(settings)?;
    let request = Request::new(&client.config, operation, scope, parameters)?;
    Ok(Call::new(Rc::clone(client), settings, request))
}

/// Throws unless there is such an environment and such a region: both in a JSON object.
#[wasm_bindgen(js_name = checkScope)]
pub fn check_scope(scope: &str) -> Result<(), JsValue> {
    config::check_scope(scope).map_err(failure::of)
}

/// Tells what is wrong with a management key, if it is one that cannot be sent.
#[wasm_bindgen(js_name = complaintAbout)]
pub fn complaint_about(key: &str) -> Option<String> {
    config::complaint_about(key).map(str::to_owned)
}
