/**
 * Beside the walk: how a validator shows that it is one, from the machine that it sits at.
 *
 * <p>It asks for a {@link headgate.gateway.challenge.Challenge}, signs its hash with the key of its
 * wallet or of its node, and gets a {@link headgate.gateway.challenge.Credential} for its present
 * address in return. {@link headgate.gateway.challenge.ChallengeDesk} gives challenges and takes
 * signatures; {@link headgate.gateway.challenge.CredentialSeal} writes credentials and reads them.
 * Both know no socket, and take time and randomness from outside. docs/validator-proof.md has the
 * bytes.
 */
@NullMarked
package headgate.gateway.challenge;

import org.jspecify.annotations.NullMarked;
