// Hangul syllables are composed by arithmetic, not by a table: a leading
// consonant, a vowel and perhaps a trailing consonant (the Unicode Standard,
// section 3.12).

#ifndef UNBOIL_HANGUL_H_
#define UNBOIL_HANGUL_H_

namespace unboil::hangul {

inline constexpr char32_t kFirstLead = 0x1100;
inline constexpr char32_t kFirstVowel = 0x1161;
inline constexpr char32_t kBeforeTrail = 0x11A7;
inline constexpr char32_t kFirstSyllable = 0xAC00;
inline constexpr char32_t kLeads = 19;
inline constexpr char32_t kVowels = 21;
inline constexpr char32_t kTrails = 28;  // "no trail" is one
inline constexpr char32_t kSyllables = kLeads * kVowels * kTrails;

// Unsigned subtraction: what is below the first is far above the last.
constexpr bool IsLead(char32_t c) { return c - kFirstLead < kLeads; }
constexpr bool IsVowel(char32_t c) { return c - kFirstVowel < kVowels; }
constexpr bool IsTrail(char32_t c) {
  return c - (kBeforeTrail + 1) < kTrails - 1;
}
constexpr bool IsSyllable(char32_t c) {
  return c - kFirstSyllable < kSyllables;
}
constexpr bool LacksTrail(char32_t c) {
  return IsSyllable(c) && (c - kFirstSyllable) % kTrails == 0;
}

// REQUIRES: IsLead(lead) && IsVowel(vowel)
constexpr char32_t Syllable(char32_t lead, char32_t vowel) {
  return kFirstSyllable +
         ((lead - kFirstLead) * kVowels + (vowel - kFirstVowel)) * kTrails;
}

}  // namespace unboil::hangul

#endif  // UNBOIL_HANGUL_H_
