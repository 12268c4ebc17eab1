//! The classes and functions that TypeScript calls. They convert values and decide nothing.

mod document;
mod failure;
mod types;

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::client::config::Config;
use crate::client::failure::Failure;
use crate::client::request::Request;
use crate::client::retry::Bucket;
use crate::client::transport::{Host, execute};
use crate::client::{Call, Client};
use crate::models::Operation;

/// A client of one organisation. The class that callers use wraps it.
#[wasm_bindgen]
pub struct Core {
    client: Rc<Client>,
}

#[wasm_bindgen]
impl Core {
    /// Creates a client from the JSON that the `Config` of the core describes. If that is invalid, it adds what is wrong to
    /// `issues`, and returns nothing.
    pub fn create(
        given: &str,
        #[wasm_bindgen(unchecked_param_type = "Issue[]")] issues: Array,
    ) -> Option<Core> {
        match Config::new(given) {
            Ok(config) => Some(Self { client: Rc::new(Client { config, bucket: Bucket::default() }) }),
            Err(found) => {
                failure::add_issues(&issues, &found);
                None
            }
        }
    }

    /// Begins a call, whose steps the host carries out. The call ends at once if an argument is invalid.
    ///
    /// `path`, `parameters` and `settings` are JSON: the parameters of the path, which are ignored if the path has none,
    /// the query or the body, and the options of the call. `key` is the management key. It is empty if a function
    /// returns it, or if it is added later, such as by a proxy.
    pub fn call(
        &self,
        operation: Operation,
        path: &str,
        parameters: String,
        settings: &str,
        key: String,
        host: Host,
    ) -> PendingCall {
        let prepared = || {
            let config = &self.client.config;
            let settings = config.call(settings)?;
            let request = Request::new(config, operation, path, parameters)?;
            let key = Some(key).filter(|key| !key.is_empty());
            // The call may outlive this object, so it shares the ownership of the client.
            Ok(Box::new(Call::new(Rc::clone(&self.client), settings, request, key)))
        };
        let call: Result<Box<Call>, Box<Failure>> = prepared();
        let future = async move {
            let (attempts, ended) = match call {
                Ok(mut call) => {
                    let ended = execute(&mut call, &host).await;
                    (call.attempts, ended)
                }
                Err(failure) => (0, Err(failure)),
            };
            failure::end(&host, attempts, ended.err().as_deref());
        };
        PendingCall { future: Box::pin(future) }
    }
}

/// A call that has not ended.
#[wasm_bindgen]
pub struct PendingCall {
    future: Pin<Box<dyn Future<Output = ()>>>,
}

#[wasm_bindgen]
impl PendingCall {
    /// Continues until the host has a step to carry out. Returns false if the call has ended. The caller must then free
    /// it. Before it continues the call, the host must have carried out the last step.
    pub fn advance(&mut self) -> bool {
        // No waker is needed, because the function of the call polls again after it has carried out the step. An
        // executor would poll the calls of all callers from one queue, in the async context of whichever call came
        // first.
        let mut context = Context::from_waker(Waker::noop());
        self.future.as_mut().poll(&mut context).is_pending()
    }
}
