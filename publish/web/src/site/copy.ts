// Buttons that copy a text: `<button hidden data-copy="ID" data-copied="Copied">`, where ID is the element of the text.

const SECONDS_SHOWN = 2;

/** Show the copy buttons below `root` and make them work. */
export function offerCopies(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const source = document.getElementById(button.dataset.copy ?? "");
  await navigator.clipboard.writeText(source?.textContent ?? "");
  const label = button.textContent;
  button.textContent = button.dataset.copied ?? label;
  setTimeout(() => {
    button.textContent = label;
  }, SECONDS_SHOWN * 1000);
}
