export const sampleRate = 8000;

/** A sine of whole hertz at a level in dBFS: 0 dBFS is a sine that fills the 16 bits. */
export function sine(hertz: number, dbfs: number, seconds: number): Int16Array {
	const amplitude = 32767 * 10 ** (dbfs / 20);
	const second = Int16Array.from({ length: sampleRate }, (_, n) =>
		Math.round(amplitude * Math.sin((2 * Math.PI * hertz * n) / sampleRate)),
	);
	const whole = new Int16Array(seconds * sampleRate);
	for (let n = 0; n < seconds; n++) whole.set(second, n * sampleRate);
	return whole;
}

export function silence(samples: number): Int16Array {
	return new Int16Array(samples);
}
