/** The beginning of a text, whole words. */
export const excerpt = (text: string, most = 110): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most).replace(/\s+\S*$/, '')} …`
}
