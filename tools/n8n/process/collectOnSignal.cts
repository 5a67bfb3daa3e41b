// Loaded by a Node process before its program; see garbage.cts.
process.on('SIGUSR2', () => globalThis.gc?.());
