import { sampleRate } from './tone.cts';

const header = 44;

/** 16-bit mono at 8 kHz, as Asterisk and the phones read and write it. */
export function writeWav(samples: Int16Array): Buffer {
	const data = Buffer.alloc(samples.length * 2);
	samples.forEach((sample, n) => data.writeInt16LE(sample, n * 2));

	const head = Buffer.alloc(header);
	head.write('RIFF', 0);
	head.writeUInt32LE(header - 8 + data.length, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(sampleRate, 24);
	head.writeUInt32LE(sampleRate * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36);
	head.writeUInt32LE(data.length, 40);
	return Buffer.concat([head, data]);
}

/** Samples of a WAV file that may still be growing, so the lengths in its head are not believed. */
export function readWav(file: Buffer): Int16Array {
	const start = file.indexOf('data', 12, 'latin1') + 8;
	if (file.toString('latin1', 0, 4) !== 'RIFF' || start < header) return new Int16Array(0);
	const samples = new Int16Array((file.length - start) >> 1);
	for (let n = 0; n < samples.length; n++) samples[n] = file.readInt16LE(start + n * 2);
	return samples;
}
