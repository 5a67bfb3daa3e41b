import type { CredentialFields, Driver } from './driver';
import { asteriskDriver } from './asterisk/driver';
import { openVoxDriver } from './openvox/driver';
import { openVoxUc, yeastarV1 } from './openvox/wire/config';
import { guardDriver } from './guardDriver';
import { hasControlCharacter } from '../http/controlCharacters';
import { Failure } from '../model/failure';

type Open = (fields: CredentialFields) => Driver | Failure;

/** Every kind of PBX that the credential offers: one line each. */
const families: Readonly<Record<string, Open>> = {
	asterisk: asteriskDriver,
	openVoxUc: openVoxDriver(openVoxUc),
	yeastarV1: openVoxDriver(yeastarV1),
};

/** The driver of the PBX that the credential names. */
export function openDriver(fields: CredentialFields): Driver | Failure {
	const family = fields.pbx;
	const open =
		typeof family === 'string' && Object.hasOwn(families, family) ? families[family] : undefined;
	if (!open) return unknownFamily();
	const secret = (['username', 'password'] as const).find((name) =>
		hasControlCharacter(fields[name]),
	);
	if (secret !== undefined) return unsendable(secret);
	const driver = open(fields);
	return driver instanceof Failure ? driver : guardDriver(driver);
}

function unknownFamily(): Failure {
	return new Failure(
		'invalidInput',
		'The credential names no kind of PBX that this version knows',
		'Choose one.',
		undefined,
		'pbx',
	);
}

/** The value is not shown: it may be the password. */
function unsendable(input: 'username' | 'password'): Failure {
	return new Failure(
		'invalidInput',
		'The credential contains a character that cannot be sent to a PBX',
		'Enter the value again, without control characters (such as line breaks).',
		undefined,
		input,
	);
}
