package io.vputty.collector.pagehash.key;

/**
 * Which key a hash was made with; never the key itself. Hashes of two keys have nothing in common.
 *
 * @param trustDomain trust domain
 * @param keyId tells secrets apart: half of an HMAC that gives nothing away
 * @param epoch number of the rotation period since 1970
 */
public record PageKey(String trustDomain, String keyId, long epoch) {}
