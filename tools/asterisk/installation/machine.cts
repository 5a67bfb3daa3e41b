/** Where a Debian package puts its libraries and how its program loader is called. */
export interface Machine {
	debian: string;
	libraries: string;
	loader: string;
}

const machines: Partial<Record<NodeJS.Architecture, Machine>> = {
	x64: { debian: 'amd64', libraries: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
	arm64: { debian: 'arm64', libraries: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
};

export function thisMachine(): Machine {
	const machine = machines[process.arch];
	if (process.platform === 'linux' && machine !== undefined) return machine;
	throw new MissingPrerequisite(
		`The bench runs Debian's programs on Linux (x64 or arm64); this is ${process.platform} ${process.arch}.`,
		'Run it on Debian, for instance in a container of debian:bookworm with Node 20.',
	);
}

/** The machine cannot have what the bench needs. Says what is missing and how to get it. */
export class MissingPrerequisite extends Error {
	constructor(
		what: string,
		readonly remedy: string,
	) {
		super(what);
		this.name = 'Missing';
	}
}
