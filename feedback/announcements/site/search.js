(() => {
  const box = document.getElementById("search");
  if (!box) return;
  const cards = [...document.querySelectorAll("[data-entry]")];
  const texts = cards.map((card) => card.textContent.toLocaleLowerCase());
  const sections = [...document.querySelectorAll("[data-section]")];
  const none = document.getElementById("none");
  const search = () => {
    const wanted = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    cards.forEach((card, number) => {
      card.hidden = !wanted.every((word) => texts[number].includes(word));
      found += card.hidden ? 0 : 1;
    });
    sections.forEach((section) => {
      section.hidden = !section.querySelector("[data-entry]:not([hidden])");
    });
    none.textContent = found ? "" : none.dataset.text;
  };
  box.addEventListener("input", search);
  box.closest("[hidden]").hidden = false;
  search();
})();
