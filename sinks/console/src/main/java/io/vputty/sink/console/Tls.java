package io.vputty.sink.console;

import java.nio.file.Path;

/** A key store with the server's certificate, PKCS #12 or JKS, and the password of both. */
public record Tls(Path keyStore, String password) {}
