import { sine } from '../../../../tools/asterisk/audio/tone.cts';
import { readWav, writeWav } from '../../../../tools/asterisk/audio/wav.cts';

it('a WAV file keeps its samples', () => {
	const samples = sine(430, -15, 1);
	expect(readWav(writeWav(samples))).toEqual(samples);
});

it('a WAV file that still grows gives what is there, whatever its head says', () => {
	const file = writeWav(sine(430, -15, 1));
	file.writeUInt32LE(0, 40);
	expect(readWav(file.subarray(0, 44 + 321)).length).toBe(160);
});

it('anything else gives nothing', () => {
	expect(readWav(Buffer.alloc(0)).length).toBe(0);
	expect(readWav(Buffer.from('no data here, but long enough to be some kind of file')).length).toBe(
		0,
	);
});
