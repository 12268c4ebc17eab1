//! The classes and functions that TypeScript calls. They convert values and decide nothing.

mod document;
mod failure;
mod types;

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::client::config::Config;
use crate::client::failure::Failure;
use crate::client::request::Request;
use crate::client::retry::Bucket;
use crate::client::transport::{Host, execute};
use crate::client::{Call, Client};
use crate::models::Operation;

#[wasm_bindgen(typescript_custom_section)]
const CALL_REQUEST: &str = r#"
/** The arguments of one call. */
export interface CallRequest {
    readonly operation: Operation;
    /** The parameters of the path, as JSON. Ignored if the path has none. */
    readonly path: string;
    /** The query or the body, as JSON. */
    readonly parameters: string;
    /** The options of the call, as JSON. */
    readonly settings: string;
    /** The management key. Empty if a function returns it, or if it is added later, such as by a proxy. */
    readonly key: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// The arguments of one call.
    #[wasm_bindgen(typescript_type = "CallRequest")]
    pub type CallRequest;

    #[wasm_bindgen(method, getter)]
    fn operation(this: &CallRequest) -> Operation;
    #[wasm_bindgen(method, getter)]
    fn path(this: &CallRequest) -> String;
    #[wasm_bindgen(method, getter)]
    fn parameters(this: &CallRequest) -> String;
    #[wasm_bindgen(method, getter)]
    fn settings(this: &CallRequest) -> String;
    #[wasm_bindgen(method, getter)]
    fn key(this: &CallRequest) -> String;
}

/// A client of one organisation. The class that callers use wraps it.
#[wasm_bindgen]
pub struct Core {
    client: Rc<Client>,
}

#[wasm_bindgen]
impl Core {
    /// Creates a client from the JSON that the `Config` of the core describes.
    #[wasm_bindgen(constructor)]
    pub fn new(given: &str) -> Result<Core, JsValue> {
        let config = Config::new(given).map_err(thrown)?;
        Ok(Self { client: Rc::new(Client { config, bucket: Bucket::default() }) })
    }

    /// Begins a call, whose steps the host carries out. The call ends at once if an argument is invalid.
    pub fn call(&self, request: CallRequest, host: Host) -> PendingCall {
        // The call may outlive this object, so it shares the ownership of the client.
        let call = call(&self.client, &request);
        let future = async move {
            let (attempts, failure) = match call {
                Ok(mut call) => {
                    let ended = execute(&mut call, &host).await;
                    (call.attempts, ended.err())
                }
                Err(failure) => (0, Some(failure)),
            };
            host.end(attempts, failure.map_or(JsValue::UNDEFINED, thrown));
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
    /// it.
    pub fn advance(&mut self) -> bool {
        // No waker is needed, because the function of the call polls again after it has carried out the step. An
        // executor would poll the calls of all callers from one queue, in the async context of whichever call came
        // first.
        let mut context = Context::from_waker(Waker::noop());
        self.future.as_mut().poll(&mut context).is_pending()
    }
}

fn call(client: &Rc<Client>, request: &CallRequest) -> Result<Box<Call>, Box<Failure>> {
    let settings = client.config.call(&request.settings())?;
    let key = Some(request.key()).filter(|key| !key.is_empty());
    let request = Request::new(&client.config, request.operation(), &request.path(), request.parameters())?;
    Ok(Box::new(Call::new(Rc::clone(client), settings, request, key)))
}

fn thrown(failure: Box<Failure>) -> JsValue {
    failure::of(&failure)
}
