"""Keys pressed in the moment in which a button is on the page and does not listen yet.

Streamlit shows a button first and binds its `shortcut` in a later step of the browser; a key that
comes in between is lost, which on a busy computer takes a tenth of a second. Such a key is pressed
again for the person until the button takes it. A button that is still being put together when the
key is pressed may lack the mark of its shortcut, so the mark is looked for a moment longer.
Whatever else happens to keys stays as it is.
"""

PRESS_AGAIN = """
function pressEarlyKeysAgain() {
  if (window.heardEarlyKeys) return;
  window.heardEarlyKeys = true;
  const SHOWN = { Enter: "Enter", Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓" };
  const PAUSE = 25, TRIES = 80, LOOKS = 8;
  let again = false;

  const isText = (element) =>
    element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);

  const isWaiting = (event) => {
    const shown = SHOWN[event.key] || (event.key.length === 1 ? event.key.toUpperCase() : "");
    const held = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"];
    const name = `Shortcut ${[...held.filter(Boolean), shown].join(" + ")}`;
    return shown && [...document.querySelectorAll("button:enabled [aria-label]")].some(
      (label) => label.getAttribute("aria-label") === name
    );
  };

  const look = (event, left) => {
    if (isWaiting(event)) press(event, TRIES);
    else if (left) setTimeout(look, PAUSE, event, left - 1);
  };

  const press = (event, left) => {
    if (!left || !isWaiting(event)) return;
    const { key, code, keyCode, ctrlKey, altKey, shiftKey } = event;
    const said = { key, code, keyCode, ctrlKey, altKey, shiftKey, bubbles: true, cancelable: true };
    again = true;
    const wasTaken = !document.body.dispatchEvent(new KeyboardEvent("keydown", said));
    document.body.dispatchEvent(new KeyboardEvent("keyup", said));
    again = false;
    if (!wasTaken) setTimeout(press, PAUSE, event, left - 1);
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.composedPath().some((element) => element.tagName && isText(element));
    if (again || event.repeat || isTyping) return;
    // Afterwards it is known whether a button took it.
    setTimeout(() => event.defaultPrevented || look(event, LOOKS), 0);
  });
}
"""
"""A function for a component's script, which has to call it; calling it again changes nothing."""
