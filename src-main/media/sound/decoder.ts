/** Turns blocks of a compressed WAV file into samples. Blocks are all of one length, but the last may be shorter. */
export interface BlockDecoder {
  blockBytes: number;
  /** Samples a channel in a block of so many bytes; 0: too short for any. */
  samplesIn(bytes: number): number;
  /** Channels by turns. Any bytes decode to something, in a time that depends on their number only. */
  decode(block: Buffer, out: Int16Array): void;
}
