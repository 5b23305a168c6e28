/** What a colour tells: what is merely said, is under way, went well, went wrong, or is over; see styles/tones.css. */
export type Tone = 'info' | 'busy' | 'good' | 'bad' | 'quiet';
