/** Debian's suite that carries Asterisk 22 LTS. */
export const suite = 'forky';

/** What the bench runs. */
export const wanted = ['asterisk', 'asterisk-modules', 'baresip-core', 'tcpdump'];

/**
 * The libraries these need with the modules that the bench loads: 21 MB instead of the 150 MB of the
 * full dependency closure. Names with a version in them change now and then; the closure then helps.
 */
export const libraries = [
	'libbsd0',
	'libc6',
	'libcap2',
	'libcrypt1',
	'libdbus-1-3',
	'libedit2',
	'libflac14',
	'libgcc-s1',
	'libgsm1',
	'libjansson4',
	'libmd0',
	'libmp3lame0',
	'libmpg123-0t64',
	'libogg0',
	'libopus0',
	'libpcap0.8t64',
	'libre1',
	'librem1',
	'libsndfile1',
	'libsqlite3-0',
	'libssl3t64',
	'libstdc++6',
	'libsystemd0',
	'libtinfo6',
	'liburiparser1',
	'libuuid1',
	'libvorbis0a',
	'libvorbisenc2',
	'libvpx12',
	'libxml2-16',
	'libxslt1.1',
	'libzstd1',
	'zlib1g',
];
