/* A disk that fails: preloaded, it lets writes to files of one name fail with EIO for as long as another file exists.

   DATELINE_FAILING is a piece of the failing files' paths, DATELINE_FAIL_WHILE the file that switches it on. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(int descriptor) {
    const char *piece = getenv("DATELINE_FAILING"), *flag = getenv("DATELINE_FAIL_WHILE");
    char link[64], path[4096];
    ssize_t length;

    if (piece == NULL || flag == NULL || access(flag, F_OK) != 0)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    if (strstr(path, piece) == NULL)
        return 0;
    errno = EIO;
    return 1;
}

#define ORIGINAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int descriptor, const void *data, size_t count) {
    return fails(descriptor) ? -1 : ORIGINAL(write)(descriptor, data, count);
}

ssize_t pwrite64(int descriptor, const void *data, size_t count, off64_t offset) {
    return fails(descriptor) ? -1 : ORIGINAL(pwrite64)(descriptor, data, count, offset);
}

int fsync(int descriptor) {
    return fails(descriptor) ? -1 : ORIGINAL(fsync)(descriptor);
}

int fdatasync(int descriptor) {
    return fails(descriptor) ? -1 : ORIGINAL(fdatasync)(descriptor);
}
