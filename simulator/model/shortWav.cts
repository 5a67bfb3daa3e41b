/** A real WAV file: a tenth of a second of a 440 Hz tone, 8,000 samples a second, 16 bits, mono. */
export function shortWav(): Buffer {
	const rate = 8000;
	const samples = Buffer.alloc((rate / 10) * 2);
	for (let index = 0; index < samples.length / 2; index += 1) {
		const level = Math.sin((2 * Math.PI * 440 * index) / rate) * 8000;
		samples.writeInt16LE(Math.round(level), index * 2);
	}
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + samples.length, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36);
	head.writeUInt32LE(samples.length, 40);
	return Buffer.concat([head, samples]);
}
