/** Below this many facts an estimate says little: its interval is wider than 30 points at 80 %. */
export const THIN_BELOW = 20;
