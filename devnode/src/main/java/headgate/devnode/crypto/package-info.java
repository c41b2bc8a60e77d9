/** Hashes, RLP, secp256k1 keys and the transaction hash of ICON. */
@NullMarked
package headgate.devnode.crypto;

import org.jspecify.annotations.NullMarked;
