import { Chance } from './random.ts';

/** What the telephone network carries: 8 kHz, one channel. */
export const SAMPLE_RATE = 8000;
const TABLE_SIZE = 256;
const sine = Float32Array.from({ length: TABLE_SIZE }, (_, i) => Math.sin((2 * Math.PI * i) / TABLE_SIZE));

/** The first two formants, in hertz, of а, о, у, э, и, ы: enough to sound (and look) like speech, and to say nothing. */
const vowels: readonly (readonly [number, number])[] = [
  [750, 1250],
  [520, 900],
  [320, 700],
  [540, 1850],
  [290, 2200],
  [320, 1600],
];

/** Speech-like babble of one person, or of two by turns, as 16-bit PCM, a piece at a time. */
export function* babble(samples: number, variant: number, people: 1 | 2): Generator<Buffer> {
  const chance = new Chance(variant, 'voice');
  const pitches = [chance.whole(95, 150), chance.whole(160, 235)];
  let left = samples;
  for (let phrase = 0; left > 0; phrase++) {
    const pitch = pitches[people === 2 ? phrase % 2 : variant % 2] ?? 120;
    for (let syllable = chance.whole(4, 14); syllable > 0 && left > 0; syllable--) {
      const piece = syllableOf(pitch * (0.85 + chance.next() * 0.3), chance).subarray(0, left * 2);
      left -= piece.length / 2;
      yield piece;
    }
    const silence = Math.min(left, chance.whole(SAMPLE_RATE * 0.25, SAMPLE_RATE * 0.9));
    left -= silence;
    yield Buffer.alloc(silence * 2);
  }
}

function syllableOf(pitch: number, chance: Chance): Buffer {
  const table = oneWave(pitch, chance.pick(vowels));
  const length = chance.whole(SAMPLE_RATE * 0.11, SAMPLE_RATE * 0.24);
  const loudness = 4000 + chance.next() * 5000;
  const piece = Buffer.allocUnsafe(length * 2);
  let phase = 0;
  for (let i = 0; i < length; i++) {
    const along = i / length;
    const swell = Math.min(1, along * 6) * Math.min(1, (1 - along) * 3);
    piece.writeInt16LE(Math.round((table[phase & (TABLE_SIZE - 1)] ?? 0) * swell * loudness), i * 2);
    phase += (pitch * (1.06 - along * 0.12) * TABLE_SIZE) / SAMPLE_RATE;
  }
  return piece;
}

/** One period of a voice: harmonics of the pitch, louder near the formants. */
function oneWave(pitch: number, formants: readonly [number, number]): Float32Array {
  const table = new Float32Array(TABLE_SIZE);
  for (let harmonic = 1; harmonic * pitch < SAMPLE_RATE / 2; harmonic++) {
    const near = formants.map((formant) => Math.exp(-(((harmonic * pitch - formant) / 180) ** 2)));
    const weight = (0.12 + (near[0] ?? 0) + 0.6 * (near[1] ?? 0)) / harmonic ** 0.5;
    for (let i = 0; i < TABLE_SIZE; i++) {
      table[i] = (table[i] ?? 0) + weight * (sine[(harmonic * i) & (TABLE_SIZE - 1)] ?? 0);
    }
  }
  const peak = table.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return table.map((value) => value / peak);
}

/** The header of a WAV file with 16-bit PCM. */
export function wavHeader(samples: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples * 2, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples * 2, 40);
  return header;
}
