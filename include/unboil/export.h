// UNBOIL_EXPORT marks what a shared libunboil shows; all else stays hidden.

#ifndef UNBOIL_EXPORT_H_
#define UNBOIL_EXPORT_H_

#if defined(__GNUC__)
#define UNBOIL_EXPORT __attribute__((visibility("default")))
#else
#define UNBOIL_EXPORT
#endif

#endif  // UNBOIL_EXPORT_H_
