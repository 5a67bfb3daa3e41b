import { isLoopback } from '../../../tools/asterisk/sockets.cts';

it.each([
	['127.0.0.1', '0100007F:4650'],
	['127.0.0.2', '0200007F:4650'],
	['::1', '00000000000000000000000001000000:0050'],
	['::ffff:127.0.0.1', '0000000000000000FFFF00000100007F:0050'],
])('%s is a loopback address', (_, address) => expect(isLoopback(address)).toBe(true));

it.each([
	['0.0.0.0', '00000000:4650'],
	['::', '00000000000000000000000000000000:0050'],
	['1.0.0.127', '7F000001:4650'],
	['an interface', '0500A8C0:4650'],
])('%s is none', (_, address) => expect(isLoopback(address)).toBe(false));
