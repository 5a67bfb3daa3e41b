/** One byte of A-law (ITU-T G.711) as a 16-bit sample. */
export function alaw(byte: number): number {
	const value = byte ^ 0x55;
	const exponent = (value >> 4) & 7;
	const mantissa = ((value & 15) << 4) + 8;
	const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
	return (value & 0x80) !== 0 ? magnitude : -magnitude;
}

/** One byte of µ-law (ITU-T G.711) as a 16-bit sample. */
export function ulaw(byte: number): number {
	const value = ~byte & 0xff;
	const magnitude = ((((value & 15) << 3) + 0x84) << ((value >> 4) & 7)) - 0x84;
	return (value & 0x80) !== 0 ? -magnitude : magnitude;
}
