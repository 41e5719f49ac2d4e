/** What the scripts of a running meeting say. They come along to the browser: keep them few. */
export const liveScripts = {
  'live.pause': 'Pausa',
  'live.follow': 'Följ igen',
  'live.paused': 'Sidan är pausad.',
  'live.noContact': 'Ingen kontakt just nu. Sidan försöker igen.',
} as const
