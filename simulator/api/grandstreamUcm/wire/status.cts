/** Numbers of Grandstream's status table that the simulator gives. */
export const status = {
	invalidParameters: '-1',
	signInRequired: '-5',
	cookieError: '-6',
	timeOut: '-8',
	systemError: '-9',
	invalidValue: '-15',
	noSuchEntry: '-16',
	notSupported: '-19',
	wrongPassword: '-37',
	tooFrequent: '-45',
	noPermission: '-47',
	loginRestricted: '-68',
	loginForbidden: '-70',
	noSuchUser: '-71',
} as const;
