/**
 * GSM 06.10 full rate, the decoder only: 3GPP TS 46.010 (ETSI EN 300 961), clauses 5.1 and 5.3, in the 16-bit arithmetic that they
 * prescribe, so that every decoder gives the same samples. In WAV files two frames of 260 bits lie in 65 bytes, lowest bit
 * first (Microsoft's «GSM 6.10», tag 0x31).
 */
import { add, multiply, saturated } from './fixed-point.ts';

export const GSM_BLOCK_BYTES = 65;
export const GSM_BLOCK_SAMPLES = 320;
const FRAME_SAMPLES = 160;
const SUBFRAME_SAMPLES = 40;
const LARGEST_LAG = 120;

/** Table 5.1: bits of each log-area ratio, and how its value is taken back; (B, MIC, 1/A). */
const ratios = [
  { bits: 6, b: 0, mic: -32, inverse: 13107 },
  { bits: 6, b: 0, mic: -32, inverse: 13107 },
  { bits: 5, b: 2048, mic: -16, inverse: 13107 },
  { bits: 5, b: -2560, mic: -16, inverse: 13107 },
  { bits: 4, b: 94, mic: -8, inverse: 19223 },
  { bits: 4, b: -1792, mic: -8, inverse: 17476 },
  { bits: 3, b: -341, mic: -4, inverse: 31454 },
  { bits: 3, b: -1144, mic: -4, inverse: 29708 },
] as const;
/** Table 5.3b. */
const lagGains = [3277, 11469, 21299, 32767] as const;
/** Table 5.6. */
const mantissas = [18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767] as const;
/** 5.3.2.1, table 3.2: how much of the last frame's ratios and of this one's counts until which sample, in quarters. */
const blends = [
  { until: 13, last: 3, current: 1 },
  { until: 27, last: 2, current: 2 },
  { until: 40, last: 1, current: 3 },
  { until: FRAME_SAMPLES, last: 0, current: 4 },
] as const;

/** One stream of frames: what was decoded lives on in what comes. Any bytes decode to something, in the same time. */
export class GsmDecoder {
  /** The reconstructed residual: 120 samples of the past, then those of the present subframe (dp in the document). */
  readonly #residual = new Int16Array(LARGEST_LAG + SUBFRAME_SAMPLES);
  readonly #excitation = new Int16Array(FRAME_SAMPLES);
  readonly #pulses = new Int16Array(SUBFRAME_SAMPLES);
  readonly #reflection = new Int16Array(8);
  readonly #lattice = new Int16Array(9);
  #ratios = new Int16Array(8);
  #lastRatios = new Int16Array(8);
  #lag = SUBFRAME_SAMPLES;
  #deemphasis = 0;
  #bytes: Uint8Array = new Uint8Array();
  #bit = 0;

  /** A block of 65 bytes into 320 samples. */
  decodeBlock(block: Uint8Array, out: Int16Array): void {
    this.#bytes = block;
    this.#bit = 0;
    this.#decodeFrame(out.subarray(0, FRAME_SAMPLES));
    this.#decodeFrame(out.subarray(FRAME_SAMPLES, GSM_BLOCK_SAMPLES));
  }

  #decodeFrame(out: Int16Array): void {
    this.#readRatios();
    for (let subframe = 0; subframe < 4; subframe++) {
      this.#readSubframe();
      this.#excitation.set(this.#residual.subarray(LARGEST_LAG), subframe * SUBFRAME_SAMPLES);
      this.#residual.copyWithin(0, SUBFRAME_SAMPLES);
    }
    this.#filter(out);
    this.#postProcess(out);
  }

  #take(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.#bit++)
      value |= (((this.#bytes[this.#bit >> 3] ?? 0) >> (this.#bit & 7)) & 1) << i;
    return value;
  }

  /** 5.2.8, decoding of the coded log-area ratios. */
  #readRatios(): void {
    [this.#lastRatios, this.#ratios] = [this.#ratios, this.#lastRatios];
    for (const [i, { bits, b, mic, inverse }] of ratios.entries()) {
      const shifted = add((this.#take(bits) + mic) << 10, -(b << 1));
      const value = multiply(inverse, shifted);
      this.#ratios[i] = add(value, value);
    }
  }

  /** 5.3.1 and 5.3.2: a grid of thirteen pulses, and what the long-term predictor adds from the past. */
  #readSubframe(): void {
    const lag = this.#take(7);
    const gain = lagGains[this.#take(2)] ?? 0;
    this.#readPulses(this.#take(2), this.#take(6));
    if (lag >= SUBFRAME_SAMPLES && lag <= LARGEST_LAG) this.#lag = lag;
    for (let k = 0; k < SUBFRAME_SAMPLES; k++) {
      const past = this.#residual[LARGEST_LAG + k - this.#lag] ?? 0;
      this.#residual[LARGEST_LAG + k] = add(this.#pulses[k] ?? 0, multiply(gain, past));
    }
  }

  /** 5.2.15–5.2.17: block maximum to exponent and mantissa, pulses back to their size and place. */
  #readPulses(grid: number, maximum: number): void {
    let exponent = maximum > 15 ? (maximum >> 3) - 1 : 0;
    let mantissa = maximum - (exponent << 3);
    if (mantissa === 0) [exponent, mantissa] = [-4, 7];
    else {
      for (; mantissa <= 7; exponent--) mantissa = (mantissa << 1) | 1;
      mantissa -= 8;
    }
    const factor = mantissas[mantissa] ?? 0;
    const shift = 6 - exponent;
    const rounding = shift === 0 ? 0 : 1 << (shift - 1);
    this.#pulses.fill(0);
    for (let i = 0; i < 13; i++) {
      const value = multiply(factor, ((this.#take(3) << 1) - 7) << 12);
      this.#pulses[grid + 3 * i] = add(value, rounding) >> shift;
    }
  }

  /** 5.3.3, short-term synthesis: ratios blended with the last frame's, made reflection coefficients, run over the lattice. */
  #filter(out: Int16Array): void {
    let k = 0;
    for (const { until, last, current } of blends) {
      for (let i = 0; i < 8; i++) {
        this.#reflection[i] = reflectionOf(blend(this.#lastRatios[i] ?? 0, last, this.#ratios[i] ?? 0, current));
      }
      for (; k < until; k++) out[k] = this.#filterOne(this.#excitation[k] ?? 0);
    }
  }

  #filterOne(excitation: number): number {
    const lattice = this.#lattice;
    let value = excitation;
    for (let i = 7; i >= 0; i--) {
      const reflection = this.#reflection[i] ?? 0;
      const below = lattice[i] ?? 0;
      value = saturated(value - multiply(reflection, below));
      lattice[i + 1] = add(below, multiply(reflection, value));
    }
    lattice[0] = value;
    return value;
  }

  /** 5.3.4–5.3.6: de-emphasis, upscaling, and the three lowest bits cut off. */
  #postProcess(out: Int16Array): void {
    for (let k = 0; k < FRAME_SAMPLES; k++) {
      this.#deemphasis = add(out[k] ?? 0, multiply(this.#deemphasis, 28180));
      out[k] = add(this.#deemphasis, this.#deemphasis) & ~7;
    }
  }
}

/** Each quarter is rounded for itself, and a half is no two quarters: the document's own order of operations. */
function blend(last: number, lastQuarters: number, current: number, currentQuarters: number): number {
  return add(partOf(last, lastQuarters), partOf(current, currentQuarters));
}

function partOf(value: number, quarters: number): number {
  if (quarters === 0 || quarters === 4) return quarters === 0 ? 0 : value;
  return ((quarters & 1) === 1 ? value >> 2 : 0) + ((quarters & 2) === 2 ? value >> 1 : 0);
}

/** 5.2.9.2. */
function reflectionOf(ratio: number): number {
  const size = Math.min(Math.abs(ratio), 32767);
  const value = size < 11059 ? size << 1 : size < 20070 ? size + 11059 : add(size >> 2, 26112);
  return ratio < 0 ? -value : value;
}
