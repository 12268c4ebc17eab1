//! What ends an attempt, or a wait, that takes too long or that the caller aborts.

use std::cell::Cell;

use js_sys::{Array, Function, Object, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use super::Fault;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, ms: f64, argument: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// A span of time that the caller's signal cuts short. Once it is dropped nothing of it is left: no timer, no listener,
/// and no request that nobody waits for.
#[derive(Debug)]
pub struct Attempt {
    controller: Option<AbortController>,
    signal: Option<AbortSignal>,
    /// Settles when the time is over, with `over`, or when the signal aborts.
    interrupted: Promise,
    interrupt: Function,
    timer: JsValue,
    over: JsValue,
    is_finished: Cell<bool>,
}

impl Attempt {
    /// Begins now.
    pub fn new(ms: f64, signal: Option<&AbortSignal>) -> Self {
        // Not `Function::default()`, which is `new Function("")`: runtimes that forbid `eval` forbid that too.
        let mut interrupt: Function = JsValue::UNDEFINED.unchecked_into();
        let interrupted = Promise::new(&mut |resolve, _reject| interrupt = resolve.unchecked_into());
        let over = JsValue::from(Object::new());
        let timer = set_timeout(&interrupt, ms, &over);
        if let Some(signal) = signal {
            // It throws for an object that only looks like a signal: then there is nothing to listen to.
            let _listening = signal.add_event_listener_with_callback("abort", &interrupt);
        }
        let controller = AbortController::new().ok();
        let signal = signal.cloned();
        Self { controller, signal, interrupted, interrupt, timer, over, is_finished: Cell::new(false) }
    }

    /// What tells `fetch` that the attempt is over.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    /// Fails if the caller has aborted.
    pub fn go_on(&self) -> Result<(), Fault> {
        let is_aborted = self.signal.as_ref().is_some_and(AbortSignal::aborted);
        if is_aborted { Err(Fault::Aborted) } else { Ok(()) }
    }

    /// What a promise comes to, if it does in time.
    pub async fn outcome(&self, promise: &JsValue) -> Result<Result<JsValue, JsValue>, Fault> {
        let first = Promise::race(&Array::of2(promise, &self.interrupted));
        let outcome = JsFuture::from(first).await;
        self.go_on()?;
        if outcome.as_ref() == Ok(&self.over) { Err(Fault::Timeout) } else { Ok(outcome) }
    }

    /// Waits until the time is over.
    pub async fn wait(&self) -> Result<(), Fault> {
        self.go_on()?;
        let _over = JsFuture::from(self.interrupted.clone()).await;
        self.go_on()
    }

    /// Says that all of the answer has come, and that there is nothing to abort any more.
    pub fn finish(&self) {
        self.is_finished.set(true);
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        if let Some(signal) = &self.signal {
            let _stopped = signal.remove_event_listener_with_callback("abort", &self.interrupt);
        }
        if let Some(controller) = self.controller.as_ref().filter(|_| !self.is_finished.get()) {
            let reason = self.signal.as_ref().map_or(JsValue::UNDEFINED, AbortSignal::reason);
            controller.abort_with_reason(&reason);
        }
    }
}
