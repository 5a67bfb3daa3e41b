import { hasControlCharacter, rejectControlCharacters } from '../http/controlCharacters';
import { Failure } from '../model/failure';
import type { Pbx } from '../model/pbx';
import type { CredentialFields, Driver } from './driver';
import { familyOf } from './registry';

/**
 * The driver of the PBX that the credential names, behind a check that it cannot forget: a value with a
 * control character reaches neither its sign-in nor any method of its PBX. `events` is not checked: its
 * addresses were read as URLs.
 */
export function openDriver(fields: CredentialFields): Driver | Failure {
	const family = familyOf(fields.pbx);
	if (!family) return unknownFamily();
	const { open, label } = family;
	const input = typed.find((name) => hasControlCharacter(fields[name]));
	if (input !== undefined) return unsendable(input);
	const driver = open(fields);
	if (driver instanceof Failure) return driver;
	const connect: Driver['connect'] = (send, clock) =>
		guardParts(driver.connect(send, clock), label);
	return { ...driver, connect };
}

function guardParts(pbx: Pbx, family: string): Pbx {
	return new Proxy(pbx, {
		get(target, name) {
			if (name === 'family') return family;
			const part: unknown = Reflect.get(target, name);
			const guarded = typeof part === 'object' && part !== null && name !== 'events';
			return guarded ? guardMethods(part) : part;
		},
	});
}

function guardMethods<Part extends object>(part: Part): Part {
	return new Proxy(part, {
		get(target, name) {
			const method: unknown = Reflect.get(target, name);
			if (typeof method !== 'function') return method;
			return async (...values: unknown[]): Promise<unknown> =>
				rejectControlCharacters(values) ?? (await Reflect.apply(method, target, values));
		},
	});
}

/** The fields whose value is sent as it was entered. */
const typed = ['username', 'password', 'clientId', 'clientSecret'] as const;

/** The value is not shown: it may be the password. */
function unsendable(input: (typeof typed)[number]): Failure {
	return new Failure(
		'invalidInput',
		'The credential contains a character that cannot be sent to a PBX',
		'Enter the value again, without control characters (such as line breaks).',
		undefined,
		input,
	);
}

function unknownFamily(): Failure {
	return new Failure(
		'invalidInput',
		'The credential names no kind of PBX that this version knows',
		'Choose one from the list.',
		undefined,
		'pbx',
	);
}
