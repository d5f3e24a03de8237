"""Keys pressed while the queue still answers the one before wait in the browser for their turn.

Streamlit makes one press of two that reach it before it has begun to answer the first. A number,
Skip and Undo mean the comment that is next by then, so they are kept and pressed one after the
other. Enter, 0 and N mean the comment that was on the screen: while another one is on its way they
are let go, or they would file one that nobody has read.
"""

import streamlit as st

_JS = """
function holdKeysWhileBusy() {
  if (window.heardHeldKeys) return;
  window.heardHeldKeys = true;
  const PAUSE = 25, NO_ANSWER = 1500;
  const held = [];
  let pressedAt = 0, sawWork = false, timer = 0, releasing = false;

  const isText = (element) =>
    element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
  const isQueue = () => document.querySelector(".st-key-skip button");
  const isWorking = () => {
    const app = document.querySelector("[data-testid=stApp]");
    return app && app.getAttribute("data-test-script-state") !== "notRunning";
  };

  const pressed = () => {
    pressedAt = Date.now();
    sawWork = false;
    if (!timer) timer = setInterval(look, PAUSE);
  };
  const look = () => {
    if (isWorking()) sawWork = true;
    if (sawWork ? isWorking() : Date.now() - pressedAt < NO_ANSWER) return;
    clearInterval(timer);
    timer = 0;
    const said = held.shift();
    if (!said) return;
    if (!isQueue()) {
      held.length = 0;
      return;
    }
    pressed();
    releasing = true;
    document.body.dispatchEvent(new KeyboardEvent("keydown", said));
    document.body.dispatchEvent(new KeyboardEvent("keyup", said));
    releasing = false;
  };

  window.addEventListener("keydown", (event) => {
    const isTyping = event.composedPath().some((element) => element.tagName && isText(element));
    const isHeldDown = event.ctrlKey || event.altKey || event.metaKey;
    if (!event.isTrusted || releasing || event.repeat || isTyping || isHeldDown) return;
    if (!isQueue() || !/^([0-9sun]|Enter)$/i.test(event.key)) return;
    if (!timer) {
      pressed();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (/^[1-9su]$/i.test(event.key)) {
      const { key, code, keyCode, shiftKey } = event;
      held.push({ key, code, keyCode, shiftKey, bubbles: true, cancelable: true });
    }
  }, true);
}
export default function () {
  holdKeysWhileBusy();
}
"""
_hold = st.components.v2.component("heard_held_keys", js=_JS)


def hold_keys() -> None:
    """Let no quick press be lost, and none go where the person did not mean it."""
    _hold(key="heard_held_keys", height=1)
