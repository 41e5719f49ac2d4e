/** Makes an element with its class, and text or children. Text is text: nothing typed becomes markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.append(...children)
  return made
}

/** Calls once when nothing has happened for a while. */
export function afterPause(milliseconds: number, act: () => void): () => void {
  let timer: number | undefined
  return () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(act, milliseconds)
  }
}
