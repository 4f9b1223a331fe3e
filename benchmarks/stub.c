// A server that answers each request at once with what a file holds: the cost of a client, and nothing else.
//
//     stub FOLDER GetItem PutItem Query     prints its port, then serves until it is killed
//
// FOLDER/GetItem.http is the whole answer, head and body. One thread, epoll, kept connections. Requests are told
// apart by `x-amz-target`, and end by their `content-length`.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_OPERATIONS 16
#define MAX_CONNECTIONS 4096

struct answer { const char *operation; char *bytes; size_t length; };
struct connection { char *input; size_t used, room; const char *output; size_t left; int waits; };

static struct answer answers[MAX_OPERATIONS];
static int answer_count;
static struct connection connections[MAX_CONNECTIONS];

static void fail(const char *what) { perror(what); exit(1); }

static void load(const char *folder, const char *operation) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.http", folder, operation);
    FILE *file = fopen(path, "rb");
    if (!file) fail(path);
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    char *bytes = malloc(length);
    if (fread(bytes, 1, length, file) != (size_t)length) fail(path);
    fclose(file);
    answers[answer_count++] = (struct answer){operation, bytes, (size_t)length};
}

static const struct answer *answer_to(const char *head) {
    const char *target = strcasestr(head, "\r\nx-amz-target:");
    target = target ? strchr(target, '.') : NULL;
    for (int i = 0; target && i < answer_count; i++) {
        size_t length = strlen(answers[i].operation);
        if (!strncmp(target + 1, answers[i].operation, length) && target[1 + length] == '\r') return &answers[i];
    }
    fprintf(stderr, "stub: no answer to %.200s\n", head);
    exit(1);
}

// Gives the length of the whole request at the start of the input, or 0 where it is not all there.
static size_t request_length(struct connection *c) {
    c->input[c->used] = 0;
    char *end = strstr(c->input, "\r\n\r\n");
    if (!end) return 0;
    const char *length = strcasestr(c->input, "\r\ncontent-length:");
    size_t total = (end - c->input) + 4 + (length && length < end ? strtoul(length + 17, NULL, 10) : 0);
    return total <= c->used ? total : 0;
}

static void watch(int poll, int socket, int change, unsigned events) {
    struct epoll_event event = {.events = events, .data.fd = socket};
    if (epoll_ctl(poll, change, socket, &event)) fail("epoll_ctl");
}

static void drop(int socket) {
    connections[socket].used = connections[socket].left = connections[socket].waits = 0;
    close(socket);
}

static void flush(int poll, int socket) {
    struct connection *c = &connections[socket];
    while (c->left) {
        ssize_t sent = send(socket, c->output, c->left, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) { drop(socket); return; }
        if (sent < 0) {
            if (!c->waits) watch(poll, socket, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
            c->waits = 1;
            return;
        }
        c->output += sent;
        c->left -= sent;
    }
    if (c->waits) watch(poll, socket, EPOLL_CTL_MOD, EPOLLIN);
    c->waits = 0;
}

static void receive(int poll, int socket) {
    struct connection *c = &connections[socket];
    if (c->room - c->used < 65536) {
        c->room = c->used + 131072;
        c->input = realloc(c->input, c->room + 1);
    }
    ssize_t got = recv(socket, c->input + c->used, c->room - c->used, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) { drop(socket); return; }
    c->used += got;
    size_t length = request_length(c);
    if (!length) return;
    const struct answer *answer = answer_to(c->input);
    memmove(c->input, c->input + length, c->used - length);
    c->used -= length;
    c->output = answer->bytes;
    c->left = answer->length;
    flush(poll, socket);
}

static int listen_anywhere(void) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 512)) fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

int main(int count, char **words) {
    for (int i = 2; i < count && answer_count < MAX_OPERATIONS; i++) load(words[1], words[i]);
    int listener = listen_anywhere(), poll = epoll_create1(0), on = 1;
    watch(poll, listener, EPOLL_CTL_ADD, EPOLLIN);
    for (;;) {
        struct epoll_event events[256];
        int ready = epoll_wait(poll, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            int socket = events[i].data.fd;
            if (socket != listener) {
                if (events[i].events & EPOLLOUT) flush(poll, socket);
                if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(poll, socket);
                continue;
            }
            int fresh = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
            if (fresh < 0) continue;
            if (fresh >= MAX_CONNECTIONS) { close(fresh); continue; }
            setsockopt(fresh, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(poll, fresh, EPOLL_CTL_ADD, EPOLLIN);
        }
    }
}
