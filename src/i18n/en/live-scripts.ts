/** What the scripts of a running meeting say. They come along to the browser: keep them few. */
export const liveScripts = {
  'live.pause': 'Pause',
  'live.follow': 'Follow again',
  'live.paused': 'The page is paused.',
  'live.noContact': 'No contact at the moment. The page tries again.',
} as const
