/*
 * The least that receiving UDP costs: recvmmsg of up to 64 datagrams a call into one array, and nothing else.
 *
 *   receive ADDRESS PORT     prints the number of datagrams received when it is told to stop
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { BATCH = 64, LARGEST = 9216, RECEIVE_BUFFER = 4 << 20 };

static volatile sig_atomic_t stopped;

static void stop(int signal_number) {
  (void)signal_number;
  stopped = 1;
}

int main(int argc, char **argv) {
  static unsigned char payloads[BATCH][LARGEST];
  static struct iovec parts[BATCH];
  static struct mmsghdr messages[BATCH];
  struct sockaddr_in address = {.sin_family = AF_INET};
  struct sigaction action = {.sa_handler = stop};
  int buffer = RECEIVE_BUFFER;
  long long received = 0;

  if (argc != 3 || inet_pton(AF_INET, argv[1], &address.sin_addr) != 1) {
    fprintf(stderr, "usage: receive ADDRESS PORT\n");
    return 2;
  }
  address.sin_port = htons((unsigned short)atoi(argv[2]));
  int udp = socket(AF_INET, SOCK_DGRAM, 0);
  setsockopt(udp, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  if (bind(udp, (struct sockaddr *)&address, sizeof address) != 0) {
    perror("bind");
    return 1;
  }
  sigaction(SIGTERM, &action, NULL);
  for (int i = 0; i < BATCH; i++) {
    parts[i] = (struct iovec){payloads[i], LARGEST};
    messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
  }
  while (!stopped) {
    int count = recvmmsg(udp, messages, BATCH, MSG_WAITFORONE, NULL);
    if (count > 0) {
      received += count;
    } else if (errno != EINTR) {
      perror("recvmmsg");
      return 1;
    }
  }
  printf("%lld\n", received);
  return 0;
}
