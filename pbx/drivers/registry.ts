import type { CredentialFields, Driver } from './driver';
import { asteriskDriver } from './asterisk/driver';
import { openVoxDriver } from './openvox/driver';
import { openVoxUc, yeastarV1 } from './openvox/wire/config';
import { openGuarded } from './guardDriver';
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
	if (open) return openGuarded(open, fields);
	return new Failure(
		'invalidInput',
		'The credential names no kind of PBX that this version knows',
		"Choose one under 'PBX' in the credential.",
	);
}
